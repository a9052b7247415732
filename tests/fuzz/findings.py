"""What fuzzing has found, as small as it got: inputs that once broke a promise of invariants.py."""

FILES = (
    b"<!doctype html><title>2 3\nh\n- - -\n/",  # dashes before the name of a site that are names themselves
    b"<!doctype html>></html>\x0cJ",  # a form feed, which XML does not know
    b"<!doctype html><p>5%&#12;&#0;&#xFFFE;&#x1;<p id='&#1;&#xD800;'>6%",
)
TEXTS = (
    "0%\ud800",  # half a character, which the parser cannot take and no file can hold
    "\udfff\ud800 5%\udfff",
    "9" * 40 + "%",  # more digits than decimal arithmetic keeps
    "up 9 million million million million million yuan",
    "0, 0A 0, 0A 0",  # a list with two ends
    "up \U0001e4f0 percent in 202\U0001e4f0",  # a digit newer than Python's tables
    # Letters that a regex takes for "s", "k" and "i" where case is ignored.
    "0%ſ$0",
    "5 billion U.S. dollarſ",
    "one thouſand, fıve mıllıon, trİllİon",
    "up 5% in the fırſt quarter, laſt Frİday, yeſterday, on Aprıl 5",
    "By Aa Bb\n\nThe chief said on Wedneſday that it rose 5%.",
    "Aa Bb wrote in a note on Wedneſday that it rose 5%.",
)
