"""What the indicators app reads: what formulas name, series of points, the tree, units, targets."""
