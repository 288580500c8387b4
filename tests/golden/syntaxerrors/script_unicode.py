größe = 1; bäh = größe größe
