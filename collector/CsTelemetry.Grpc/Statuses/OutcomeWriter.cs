using CsTelemetry.Grpc.Headers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace CsTelemetry.Grpc.Statuses;

/// <summary>Puts the outcome of a call where the peer looks for it: into the headers of an answer that is nothing else, or into the trailers.</summary>
internal static class OutcomeWriter
{
    private static readonly string[] CodeTexts = [.. Enum.GetValues<GrpcStatusCode>().Select(code => ((int)code).ToString())];

    public static void Write(HttpResponse response, in CallOutcome outcome, bool wroteMessage)
    {
        // HasStarted is still false while a message sits unflushed in the pipe, so it alone cannot decide.
        var trailersOnly = !wroteMessage && !response.HasStarted;
        var target = trailersOnly
            ? response.Headers
            : response.HttpContext.Features.GetRequiredFeature<IHttpResponseTrailersFeature>().Trailers;

        target[HeaderNames.Status] = CodeTexts[(int)outcome.Code];
        if (outcome.Message.Length > 0)
        {
            target[HeaderNames.Message] = StatusText.Encode(outcome.Message);
        }

        if (!outcome.Details.IsEmpty)
        {
            target[HeaderNames.StatusDetails] = BinaryValue.Encode(outcome.Details.Span);
        }
    }
}
