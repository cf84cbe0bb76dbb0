"""The chapters of the report, one package each: parameters, key figures, models, charts."""
