#version 330 core
// One colour, premultiplied.
in vec4 shade;
out vec4 colour;

void main() { colour = vec4(shade.rgb * shade.a, shade.a); }
