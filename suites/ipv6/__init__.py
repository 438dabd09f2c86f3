"""网站 IPv6 支持度的七项: pass or fail, no points."""
