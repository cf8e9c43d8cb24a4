"""Question sets: ours, other people's formats, the standing ones, and makers of cases."""
