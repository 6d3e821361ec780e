namespace CsTelemetry.Grpc.Tests.Raw;

/// <summary>The frames of HTTP/2 that the tests speak of (RFC 9113, section 6).</summary>
internal enum FrameType
{
    Data = 0,
    Headers = 1,
    Reset = 3,
    Settings = 4,
    Ping = 6,
    GoAway = 7,
    WindowUpdate = 8,
}
