using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;

namespace CsTelemetry.Grpc.Tests.Hosting;

/// <summary>What a test wants its host to be.</summary>
internal sealed record TestHostSettings
{
    public Action<GrpcServerOptions>? Options { get; init; }

    public Action<GrpcMethodTable>? Methods { get; init; }

    public Action<IApplicationBuilder>? Before { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;

    public X509Certificate2? Certificate { get; init; }
}
