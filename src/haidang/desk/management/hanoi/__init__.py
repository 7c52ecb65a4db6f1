"""A year of Hà Nội for the demo: real bodies from the register, invented plans and reports that say so."""
