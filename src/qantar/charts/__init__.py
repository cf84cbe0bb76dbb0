"""Charts: a tidy frame in, a chart out. One module per chapter, one theme for all."""
