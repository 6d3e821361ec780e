using CsTelemetry.Collector.Tenancy;
using CsTelemetry.Grpc;

namespace CsTelemetry.Collector.Receiving;

/// <summary>Finds who calls, and whether they may: the same answer whichever way the call came.</summary>
internal static class CallerCheck
{
    /// <param name="keys">The keys in force.</param>
    /// <param name="authorization">The `authorization` header as it came; null when there was none.</param>
    /// <param name="scope">What the key must allow.</param>
    /// <exception cref="GrpcException">UNAUTHENTICATED: no such key. PERMISSION_DENIED: it lacks the scope.</exception>
    public static Caller Require(KeyAuthenticator keys, string? authorization, string scope)
    {
        var outcome = keys.Authenticate(authorization);
        if (outcome.Caller is not { } caller)
        {
            throw new GrpcException(GrpcStatusCode.Unauthenticated, outcome.Refusal!);
        }

        return caller.May(scope)
            ? caller
            : throw new GrpcException(GrpcStatusCode.PermissionDenied, $"The key {caller.KeyPrefix} lacks the scope `{scope}`.");
    }
}
