"""The desk: where editors pick, correct and look after outlets, and admins after members."""
