"""Can things be done here? Indicators of the group 办事服务."""
