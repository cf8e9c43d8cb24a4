"""The commands for collections: `pullquote collection list`, `add`, `remove`. Heavy imports stand inside them."""

from typing import TYPE_CHECKING, Annotated

import typer

from ui.terminal.context import Json, open_home
from ui.terminal.output import print_json, print_line

if TYPE_CHECKING:
    from index.store.collections import Collection

collections = typer.Typer(help="Collections of articles: see them, and change what is in them.", no_args_is_help=True)
Name = Annotated[str, typer.Argument(metavar="NAME")]
Ids = Annotated[list[str], typer.Argument(metavar="ID...", help="Articles, by id or source.")]


@collections.command("list")
def list_(context: typer.Context, as_json: Json = False) -> None:
    """List all collections."""
    with open_home(context) as service:
        found = service.collections()
    for collection in found:
        _print(collection, as_json=as_json)
    if not found and not as_json:
        print_line("There are no collections yet. Make one with: pullquote collection add NAME ID")


@collections.command()
def add(context: typer.Context, name: Name, ids: Ids, as_json: Json = False) -> None:
    """Put articles into a collection; one of a new name is made."""
    from ui.service.contract import CollectionRequest

    with open_home(context, writing=True) as service:
        _print(service.collect(CollectionRequest(name=name, articles=tuple(ids))), as_json=as_json)


@collections.command()
def remove(context: typer.Context, name: Name, ids: Ids, as_json: Json = False) -> None:
    """Take articles out of a collection; they stay in the library. One that is empty is gone."""
    from ui.service.contract import CollectionRequest

    with open_home(context, writing=True) as service:
        _print(service.uncollect(CollectionRequest(name=name, articles=tuple(ids))), as_json=as_json)


def _print(collection: "Collection", *, as_json: bool) -> None:
    from ui.service.contract import COLLECTION
    from ui.wording import count_noun

    if as_json:
        print_json(COLLECTION.dump_python(collection, mode="json"))
    else:
        print_line(f"{collection.name}  {count_noun(len(collection.articles), 'article')}")
