"""Everything that is specific to papermill, Sphinx and Jupyter Book 1.x."""
