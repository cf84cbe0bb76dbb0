"""From an Altair chart to what is shown: theme, colours, pictures, digest."""
