"""VMI arithmetic: demand, position, projection, replenishment, release pacing. Pure."""
