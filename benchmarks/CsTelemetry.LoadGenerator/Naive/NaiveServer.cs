using System.Net;
using CsTelemetry.Grpc;
using CsTelemetry.Protocol.V1;

namespace CsTelemetry.LoadGenerator.Naive;

/// <summary>
/// What one writes first: a request becomes protobuf objects, these become lines of JSON, and each request is one
/// insert, acknowledged when ClickHouse has answered. No log, no audit, no memory of batches, no rollup.
/// </summary>
internal static class NaiveServer
{
    public const string Database = "naive", Listening = "listening";

    // The same as the collector's.
    private const int MaxBatchBytes = 1024 * 1024;

    public static async Task<int> RunAsync(int port, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddGrpcServer(grpc => grpc.MaxReceiveMessageBytes = MaxBatchBytes);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port, listener => listener.UseGrpc()));
        await using var app = builder.Build();
        using var table = NaiveTable.FromEnvironment();
        app.UseGrpcServer(methods => methods
            .AuthoriseWith(_ => ValueTask.CompletedTask)
            .AddUnary(
                "/cstelemetry.v1.TelemetryCollector/Publish",
                GrpcMarshaller.ForProtobuf(PublishRequest.Parser),
                GrpcMarshaller.ForProtobuf(PublishResponse.Parser),
                async (request, _) => await PublishAsync(table, request, cancellationToken)));
        await app.StartAsync(cancellationToken);
        Console.WriteLine(Listening);
        await app.WaitForShutdownAsync(cancellationToken);
        return 0;
    }

    private static async Task<PublishResponse> PublishAsync(NaiveTable table, PublishRequest request, CancellationToken cancellationToken)
    {
        await table.InsertAsync(request.Events.Select(one => NaiveRow.Of(one, request)), cancellationToken);
        return new PublishResponse { BatchSequence = request.BatchSequence, AcceptedCount = (uint)request.Events.Count };
    }
}
