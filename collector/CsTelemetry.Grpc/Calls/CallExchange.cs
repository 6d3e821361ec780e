using CsTelemetry.Grpc.Framing;
using Microsoft.AspNetCore.Http;

namespace CsTelemetry.Grpc.Calls;

/// <summary>The two directions of a call and what ends it.</summary>
internal sealed record CallExchange(
    GrpcServerCall Call,
    CallLifetime Lifetime,
    MessageReader Reader,
    MessageWriter Writer,
    HttpResponse Response,
    CancellationToken ServerStopping);
