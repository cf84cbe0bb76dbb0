"""Parameters: one pydantic model per notebook states type, unit, range, default and meaning."""

from qantar.parameters.base import ChapterParameters, parameter, validate

__all__ = ["ChapterParameters", "model_for", "parameter", "validate"]


def model_for(chapter: str) -> type[ChapterParameters]:
    """The parameter model of a chapter, e.g. ``energy`` -> EnergyParameters."""
    from importlib import import_module

    return getattr(import_module(f"qantar.parameters.{chapter}"), f"{chapter.capitalize()}Parameters")
