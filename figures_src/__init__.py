"""The figures of the course, one file each; how they are drawn stands in course_build.figures."""
