"""What pages load beside HTML: scripts and styles, bundled from course_build/frontend, and fonts."""
