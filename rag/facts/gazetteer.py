"""Names that change across languages: countries and their people, places, institutions, written out of our own heads.

A line is `key: form, form`; a form is in lower case without accents or hyphens. A people counts as its country,
because `Chinese companies` and `companies of China` say the same.
"""

_TABLE = """
    us: united states, united states of america, us, usa, america, american, americans, estados unidos, eeuu, ee uu,
        eua, amerika, amerikano, amerikanong, amerikana, amerikanang, americano, americanos, americana, americanas,
        estadounidense, estadounidenses, washington dc
    china: china, chinese, tsina, tsino, tsinong, chino, chinos, chinas, peoples republic of china
    uk: united kingdom, uk, britain, great britain, british, britanya, britaniko, britanikong, reino unido,
        gran bretana, britanico, britanicos, britanica, britanicas
    england: england, english, inglaterra, ingles, ingleses, inglesa, inglesas
    scotland: scotland, scottish, scots, escocia, escoces, escoceses, escocesa, eskosya
    wales: wales, welsh, gales, gales
    ireland: ireland, irish, irlanda, irlandes, irlandeses, irlandesa, irlandesas
    europe: europe, european, europeans, europa, europeo, europeong, europeos, europea, europeas
    eu: european union, eu, union europea, ue, unyong europeo
    germany: germany, german, germans, alemania, alemanya, aleman, alemang, alemanes, alemana, alemanas
    france: france, french, pransya, pranses, francia, frances, franceses, francesa, francesas
    spain: spain, spanish, spaniards, espana, espanya, espanol, espanyol, espanoles, espanola, espanolas
    italy: italy, italian, italians, italia, italya, italyano, italyanong, italiano, italianos, italiana, italianas
    portugal: portugal, portuguese, portuges, portugues, portugueses, portuguesa
    netherlands: netherlands, dutch, holland, olanda, olandes, paises bajos, holanda, holandes, holandeses, neerlandes
    belgium: belgium, belgian, belgica, belhika, belga, belgas
    switzerland: switzerland, swiss, suiza, switserland, suizo, suizos, suiza, suizas
    austria: austria, austrian, austrians, austriaco, austriacos, austriaca
    poland: poland, polish, poles, polonia, polako, polaco, polacos, polaca, polacas
    sweden: sweden, swedish, swedes, suecia, sweko, sueco, suecos, sueca
    norway: norway, norwegian, norwegians, noruega, noruwega, noruego, noruegos
    denmark: denmark, danish, danes, dinamarka, dinamarca, danes, danesa
    finland: finland, finnish, finns, finlandia, finlandes
    iceland: iceland, icelandic, islandia, islandes
    greece: greece, greek, greeks, grecia, gresya, griyego, griyegong, griego, griegos, griega, griegas
    turkey: turkey, turkish, turks, turkiye, turkiya, turquia, turko, turco, turcos, turca, turcas
    russia: russia, russian, russians, rusya, ruso, rusong, rusia, rusos, rusa, rusas
    soviet: soviet union, ussr, soviet, soviets, union sovietica, urss, unyong sobyet, sobyet, sovietico, sovieticos,
        sovietica, sovieticas
    ukraine: ukraine, ukrainian, ukrainians, ucrania, ukranya, ucraniano, ucranianos, ucraniana
    hungary: hungary, hungarian, hungria, hungaro, hungaros
    czechia: czech republic, czechia, czech, republica checa, chequia, checo, checos
    japan: japan, japanese, hapon, hapones, japon, japones, japoneses, japonesa, japonesas
    korea: korea, korean, koreans, koreano, koreanong, corea, coreano, coreanos, coreana
    south korea: south korea, south korean, timog korea, corea del sur, surcoreano, surcoreana
    north korea: north korea, north korean, hilagang korea, corea del norte, norcoreano, norcoreana
    taiwan: taiwan, taiwanese, taiwanes, taiwanesa
    philippines: philippines, philippine, filipino, filipinos, pilipinas, pilipino, pilipinong, filipinas, filipina
    india: india, indian, indians, indiyano, indio, indios
    indonesia: indonesia, indonesian, indonesians, indones, indonesio, indonesia
    malaysia: malaysia, malaysian, malasia, malasya, malasio
    singapore: singapore, singaporean, singapur, singgapur, singapurense
    thailand: thailand, thai, tailandia, taylandiya, tailandes
    vietnam: vietnam, vietnamese, biyetnam, biyetnames, vietnamita, vietnamitas
    mongolia: mongolia, mongol, mongols, mongolian, mongoles, mongola
    iran: iran, iranian, irani, iranies
    persia: persia, persian, persians, persa, persas
    israel: israel, israeli, israelis, israelí, israelies
    egypt: egypt, egyptian, egyptians, ehipto, egipto, egipcio, egipcios, egipcia
    saudi: saudi arabia, saudi, saudis, arabia saudita, arabia saudi, saudita
    arab: arab, arabs, arabic, arabe, arabes, arabong
    africa: africa, african, africans, aprika, aprikano, aprikanong, africano, africanos, africana, africanas
    south africa: south africa, south african, timog aprika, sudafrica, sudafricano, sudafricana
    kenya: kenya, kenyan, kenia, keniano, keniana, keniata
    asia: asia, asian, asians, asya, asyano, asyanong, asiatico, asiaticos, asiatica, asiaticas
    southeast asia: southeast asia, south east asia, southeast asian, timog silangang asya, sudeste asiatico,
        sureste asiatico, sudeste de asia
    middle east: middle east, gitnang silangan, oriente medio, medio oriente
    north america: north america, north american, hilagang amerika, america del norte, norteamerica, norteamericano
    south america: south america, south american, timog amerika, america del sur, sudamerica, sudamericano
    latin america: latin america, latin american, amerika latina, america latina, latinoamerica
    canada: canada, canadian, canadians, canadiense, canadienses, kanada
    mexico: mexico, mexican, mexicans, mehiko, mexicano, mexicanos, mexicana, mexicanas
    brazil: brazil, brazilian, brazilians, brasil, brasileno, brasilenos, brasilena
    australia: australia, australian, australians, australiano, australianos, australiana
    new zealand: new zealand, nueva zelanda, nueva zelandia
    the west: west, western, kanluran, kanluraning, occidente, occidental, occidentales, oeste
    the east: east, eastern, silangan, este, oriente, oriental, orientales
    the north: north, northern, hilaga, norte, septentrional
    the south: south, southern, timog, sur, meridional
    rome: rome, roman, romans, roma, romano, romanos, romana, romanas
    paris: paris, parisian, parisino
    london: london, londres, londinense
    new york: new york, new york city, nyc, nueva york
    moscow: moscow, moscu, moskow
    berlin: berlin, berlines
    vienna: vienna, viena
    venice: venice, venecia
    florence: florence, florencia
    milan: milan, milano
    naples: naples, napoles
    munich: munich, munchen
    cologne: cologne, colonia
    geneva: geneva, ginebra
    brussels: brussels, bruselas
    antwerp: antwerp, amberes
    the hague: hague, la haya
    warsaw: warsaw, varsovia
    prague: prague, praga
    athens: athens, atenas
    lisbon: lisbon, lisboa
    copenhagen: copenhagen, copenhague
    stockholm: stockholm, estocolmo
    jerusalem: jerusalem, jerusalen, herusalem
    cairo: cairo, el cairo
    beijing: beijing, pekin, peking
    shanghai: shanghai, sanghai
    seoul: seoul, seul
    tokyo: tokyo, tokio
    manila: manila, maynila, metro manila, kalakhang maynila
    san francisco: san francisco
    california: california, californian, californiano
    mediterranean: mediterranean, mediterranean sea, mediterraneo, mar mediterraneo, mediteraneo
    atlantic: atlantic, atlantic ocean, atlantico, oceano atlantico, karagatang atlantiko
    pacific: pacific, pacific ocean, pacifico, oceano pacifico, karagatang pasipiko
    south china sea: south china sea, mar de china meridional, timog dagat tsina
    alps: alps, alpes
    rhine: rhine, rin
    amazon: amazon, amazonia, amazonas, amazona, amazonica, amazonico
    un: united nations, un, naciones unidas, onu, nagkakaisang bansa, mga nagkakaisang bansa
    nato: nato, otan
    who: world health organization, who, organizacion mundial de la salud, oms
    imf: international monetary fund, imf, fondo monetario internacional, fmi
    world bank: world bank, banco mundial, pandaigdigang bangko
    white house: white house, casa blanca
    congress: congress, kongreso, congreso
    senate: senate, senado
    parliament: parliament, parlamento, parlyamento
    supreme court: supreme court, korte suprema, corte suprema, tribunal supremo
    red cross: red cross, cruz roja
    olympics: olympics, olympic games, juegos olimpicos, olimpiadas, palarong olimpiko, olimpiyada
    nobel: nobel, nobel prize, premio nobel, gantimpalang nobel
    first world war: world war i, first world war, primera guerra mundial, unang digmaang pandaigdig
    second world war: world war ii, second world war, segunda guerra mundial, ikalawang digmaang pandaigdig
    cold war: cold war, guerra fria
    middle ages: middle ages, edad media
    renaissance: renaissance, renacimiento
    christian: christian, christians, christianity, kristiyano, kristiyanong, kristiyanismo, cristiano, cristianos,
        cristiana, cristianas, cristianismo
    catholic: catholic, catholics, catholicism, katoliko, katolikong, catolico, catolicos, catolica, catolicas
    protestant: protestant, protestants, protestante, protestantes
    muslim: muslim, muslims, muslimong, musulman, musulmanes, musulmana
    islam: islam, islamic, islamico, islamica, islamicos, islamista, islamistas, islamist, islamists
    jewish: jewish, jews, jew, hudyo, hudyong, judio, judios, judia, judias
    church: church, simbahan, simbahang, iglesia
    pope: pope, papa, santo papa
    bible: bible, bibliya, biblia
    god: god, diyos, dios
    jesus: jesus, hesus, jesucristo, jesus christ, hesukristo, cristo, christ, kristo
    john: john, juan
    charles: charles, carlos
    philip: philip, felipe
    henry: henry, enrique
    william: william, guillermo
    louis: louis, luis
    george: george, jorge
    james: james, jaime, santiago
    peter: peter, pedro
    paul: paul, pablo
    francis: francis, francisco
    joseph: joseph, jose
    elizabeth: elizabeth, isabel
    mary: mary, maria
    edward: edward, eduardo
    frederick: frederick, federico
    alexander: alexander, alejandro
    martin: martin
"""


def _read() -> dict[str, str]:
    """Return the key of each form."""
    keys: dict[str, str] = {}
    key = ""
    for line in _TABLE.split("\n"):
        head, colon, rest = line.partition(":")
        key = head.strip() if colon else key
        keys.update({form.strip(): key for form in (rest if colon else line).split(",") if form.strip()})
    return keys


KEY_OF = _read()
LONGEST = max(len(form.split()) for form in KEY_OF)  # in words
