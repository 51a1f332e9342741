"""What an import is: identifiers, parties, milestones, declarations, duties. Pure."""
