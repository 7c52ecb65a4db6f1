"""Plain data of the sample papers. City, bodies, people and signs are invented; no sentence is a real paper's."""
