"""Publishers of data on bitcoin's network, its miners and their machines."""
