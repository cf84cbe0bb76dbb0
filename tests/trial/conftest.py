"""Trials say at their end how many cases they tried and what they measured."""


def pytest_terminal_summary(terminalreporter):
    """Print the properties that trials recorded, one a line."""
    for reports in terminalreporter.stats.values():
        for report in reports:
            for name, value in getattr(report, "user_properties", []):
                if report.when == "call":
                    terminalreporter.write_line(
                        f"{report.nodeid.rpartition('::')[2]}: {name} {value}"
                    )
