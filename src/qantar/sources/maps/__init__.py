"""Publishers of outlines for maps, and the areas measured on them."""
