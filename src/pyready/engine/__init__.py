"""The whole story: collect, judge, choose, and the record."""
