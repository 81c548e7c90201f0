"""Sample documents of an invented city, with the truth about them: what a reader of the files ought to find."""
