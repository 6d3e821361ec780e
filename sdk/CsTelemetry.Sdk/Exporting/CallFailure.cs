#if !NET
using System.Net;
#endif

namespace CsTelemetry.Exporting;

/// <summary>Decides what an exception of the HTTP stack says about the way to the collector, and about what was sent. Pure.</summary>
internal static class CallFailure
{
    public static CallOutcome Of(Exception failure, string authority)
    {
        var error = $"{authority}: {failure.GetBaseException().Message}";
        var path = PathOf(failure);

        // Unless no connection came about, it is unknown whether the collector got the batch; it recognises it when it
        // comes again.
        return CallOutcome.Failed(path, error, mayHaveArrived: path is not (PathFinding.Unreachable or PathFinding.NoTls));
    }

#if NET
    // RFC 9113, 7: HTTP_1_1_REQUIRED.
    private const long Http11Required = 0xd;

    private static PathFinding PathOf(Exception failure) => (failure as HttpRequestException)?.HttpRequestError switch
    {
        HttpRequestError.NameResolutionError
            or HttpRequestError.ConnectionError
            or HttpRequestError.ProxyTunnelError => PathFinding.Unreachable,
        HttpRequestError.SecureConnectionError => PathFinding.NoTls,
        HttpRequestError.VersionNegotiationError => PathFinding.WrongVersion,
        _ when failure.InnerException is HttpProtocolException { ErrorCode: Http11Required } => PathFinding.WrongVersion,
        _ => PathFinding.Broken,
    };
#else
    private static PathFinding PathOf(Exception failure) => (failure.InnerException as WebException)?.Status switch
    {
        WebExceptionStatus.NameResolutionFailure
            or WebExceptionStatus.ProxyNameResolutionFailure
            or WebExceptionStatus.ConnectFailure => PathFinding.Unreachable,
        WebExceptionStatus.TrustFailure or WebExceptionStatus.SecureChannelFailure => PathFinding.NoTls,
        _ => PathFinding.Broken,
    };
#endif
}
