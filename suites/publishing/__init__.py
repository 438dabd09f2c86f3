"""发布解读: is what a government must publish there, up to date and right?"""
