"""A real RTSP server (GStreamer's) with moving H.264, only over TCP: rtspServer.py none|basic|digest USER PASSWORD [WIDTH HEIGHT FPS].
Says its port, then serves until its input ends. With a size it shows what it is given: raw I420 pictures on its input."""

import sys
import threading

import gi

for library in ("Gst", "GstRtsp", "GstRtspServer"):
    gi.require_version(library, "1.0")
from gi.repository import GLib, Gst, GstRtsp, GstRtspServer  # noqa: E402

scheme, user, password = sys.argv[1:4]
size = [int(text) for text in sys.argv[4:7]]
Gst.init(None)
server = GstRtspServer.RTSPServer()
server.set_address("127.0.0.1")
server.set_service("0")
factory = GstRtspServer.RTSPMediaFactory()
if size:
    picture = (
        "appsrc name=camera is-live=true do-timestamp=true format=time max-bytes=0"
        " caps=video/x-raw,format=I420,width=%d,height=%d,framerate=%d/1" % tuple(size)
    )
else:
    picture = "videotestsrc is-live=true pattern=ball ! video/x-raw,width=320,height=180,framerate=15/1"
factory.set_launch(
    "( " + picture + " ! x264enc tune=zerolatency speed-preset=ultrafast bframes=0 key-int-max=15 bitrate=600"
    " ! video/x-h264,profile=baseline ! rtph264pay name=pay0 pt=96 config-interval=1 )"
)
factory.set_shared(True)
factory.set_protocols(GstRtsp.RTSPLowerTrans.TCP)

if scheme != "none":
    auth = GstRtspServer.RTSPAuth()
    token = GstRtspServer.RTSPToken()
    token.set_string(GstRtspServer.RTSP_TOKEN_MEDIA_FACTORY_ROLE, "viewer")
    if scheme == "basic":
        auth.add_basic(GstRtspServer.RTSPAuth.make_basic(user, password), token)
    else:
        auth.set_supported_methods(GstRtsp.RTSPAuthMethod.DIGEST)
        auth.add_digest(user, password, token)
    server.set_auth(auth)
    role = Gst.Structure.new_from_string("viewer, media.factory.access=true, media.factory.construct=true")
    factory.add_role_from_structure(role[0] if isinstance(role, tuple) else role)

server.get_mount_points().add_factory("/live", factory)
loop = GLib.MainLoop()
if server.attach(None) == 0:
    sys.exit("the port cannot be had")
print(server.get_bound_port(), flush=True)


cameras = []
# One encoder however many watch; a new one when all had left.
factory.connect("media-configure", lambda _, media: cameras.append(media.get_element().get_by_name("camera")))


def until_input_ends():
    sys.stdin.read()
    GLib.idle_add(loop.quit)


def show_input():
    width, height, _ = size
    length = width * height * 3 // 2
    while len(data := sys.stdin.buffer.read(length)) == length:
        for camera in list(cameras):
            # Refused when nobody watches through it any more.
            if camera.emit("push-buffer", Gst.Buffer.new_wrapped(data)) != Gst.FlowReturn.OK:
                cameras.remove(camera)
    GLib.idle_add(loop.quit)


threading.Thread(target=show_input if size else until_input_ends, daemon=True).start()
loop.run()
