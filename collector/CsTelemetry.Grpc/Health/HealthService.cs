using CsTelemetry.Protocol.Grpc.Health.V1;
using ServingStatus = CsTelemetry.Protocol.Grpc.Health.V1.HealthCheckResponse.Types.ServingStatus;

namespace CsTelemetry.Grpc.Health;

/// <summary>Answers <c>grpc.health.v1.Health</c>.</summary>
internal sealed class HealthService(GrpcHealth health)
{
    public const string CheckPath = "/grpc.health.v1.Health/Check";
    public const string WatchPath = "/grpc.health.v1.Health/Watch";

    public ValueTask<HealthCheckResponse> CheckAsync(HealthCheckRequest request, GrpcServerCall call)
    {
        var status = StatusOf(request.Service);
        return status == ServingStatus.ServiceUnknown
            ? throw new GrpcException(GrpcStatusCode.NotFound, $"There is no service '{request.Service}'.")
            : new(new HealthCheckResponse { Status = status });
    }

    /// <summary>Sends the status now and after each change; changes that come faster than the caller reads are told as one.</summary>
    public async Task WatchAsync(GrpcDuplexCall<HealthCheckRequest, HealthCheckResponse> call)
    {
        var request = await call.ReadOnlyAsync();
        health.Watchers.Enter();
        try
        {
            var told = ServingStatus.Unknown;
            while (true)
            {
                var change = health.NextChange();
                if (StatusOf(request.Service) is var status && status != told)
                {
                    await call.WriteAsync(new HealthCheckResponse { Status = status });
                    told = status;
                }

                await change.WaitAsync(call.Reading);
            }
        }
        finally
        {
            health.Watchers.Leave();
        }
    }

    private ServingStatus StatusOf(string service) => health.IsServing(service) switch
    {
        true => ServingStatus.Serving,
        false => ServingStatus.NotServing,
        null => ServingStatus.ServiceUnknown,
    };
}
