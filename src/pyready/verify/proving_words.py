"""What is said of a step that is left out."""

# shown when a step was not tried
NOT_AFTER = "A step before it does not work."
OFFLINE = "It needs the package index, and you asked for --offline."
SWITCHED = "It needs the package index, and your organisation's policy switches off contact with servers."
# shown when a check knows that it cannot work, so that it was not tried
FORBIDDEN = "pyready did not try this, because a rule is known to block it. {says}"
# shown where the message of a step has several causes, before them
SEVERAL = "Possible causes:"
