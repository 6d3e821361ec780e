using Microsoft.Extensions.Logging;

namespace CsTelemetry.Exporting;

/// <summary>Makes the transport that the options ask for.</summary>
internal static class TransportFactory
{
    public static IBatchTransport Create(CsTelemetryOptions options, ILogger logger, TimeProvider time) =>
        new CollectorTransport(Calls(options, logger, time));

    private static ICallTransport Calls(CsTelemetryOptions options, ILogger logger, TimeProvider time)
    {
        if (options.Transport == TelemetryTransport.Http || !CollectorAddress.GrpcIsPossible(options))
        {
            var address = CollectorAddress.Http(options).Authority;
            Log.HttpOnly(logger, address);
            return new HttpTransport(options, SdkName.Full, time);
        }

#if NET
        var grpc = new GrpcTransport(options, SdkName.Full, time);
        return options.Transport == TelemetryTransport.Grpc
            ? grpc
            : new FallbackTransport(
                grpc, new HttpTransport(options, SdkName.Full, time), options.Endpoint.Authority, CollectorAddress.Http(options).Authority, logger, time);
#else
        throw new NotSupportedException("There is no gRPC on this runtime.");
#endif
    }
}
