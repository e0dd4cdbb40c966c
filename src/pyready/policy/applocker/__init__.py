"""AppLocker rules, read from text and judged for a question; pure, so that it is tested anywhere."""
