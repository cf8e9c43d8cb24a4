"""What a language is, as data, and what is generic over it: words, stems, detection."""
