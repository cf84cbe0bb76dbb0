"""Pure models: tables in, numbers out; nothing here knows of files, charts or Jupyter."""
