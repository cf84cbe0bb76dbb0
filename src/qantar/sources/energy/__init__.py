"""Publishers of data on electricity, fuels and emissions."""
