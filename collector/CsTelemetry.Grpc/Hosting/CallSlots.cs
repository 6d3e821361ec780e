namespace CsTelemetry.Grpc.Hosting;

/// <summary>The places for calls: those of open methods are apart.</summary>
internal sealed class CallSlots(GrpcServerOptions options)
{
    public ActiveCalls Authorised { get; } = new(options.MaxActiveCallCount);

    public ActiveCalls Open { get; } = new(options.MaxOpenMethodCallCount);

    public ActiveCalls For(GrpcAccess access) => access == GrpcAccess.Open ? Open : Authorised;
}
