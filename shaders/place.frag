#version 330 core
// One texture as it is: premultiplied alpha.
uniform sampler2D picture;
in vec2 texel;
out vec4 colour;

void main() { colour = texture(picture, texel); }
