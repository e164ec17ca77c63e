"""The ground: clock, periods, working time, Vietnamese text, refusals. Pure Python, no tables, no Django."""
