"""网站安全: seen as any visitor sees it, without signing in and without attacking; pass or fail, no points."""
