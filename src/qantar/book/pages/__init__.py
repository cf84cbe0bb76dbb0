"""Pages and parts of pages that are made from data: tables, countries, parameters."""
