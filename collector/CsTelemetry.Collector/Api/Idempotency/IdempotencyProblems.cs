using Microsoft.AspNetCore.Http.HttpResults;

namespace CsTelemetry.Collector.Api.Idempotency;

/// <summary>Says why a call under a key is not made. Pure.</summary>
internal static class IdempotencyProblems
{
    public static ProblemHttpResult UsedForAnother => Problem(
        StatusCodes.Status422UnprocessableEntity,
        "The idempotency key was used for something else.",
        "A call of this method and path came under the key less than 24 hours ago with another body, other parameters or other conditions. Use a new key for a new call.");

    public static ProblemHttpResult UnderWay => Problem(
        StatusCodes.Status409Conflict,
        "The call is being made.",
        "The same call came under the key before and has not ended. Send it again after the delay: then it gets that one's answer.");

    public static ProblemHttpResult TooMany => Problem(
        StatusCodes.Status503ServiceUnavailable,
        "Too many calls with an idempotency key are under way.",
        "Nothing was done. Send the call again after the delay.");

    public static ProblemHttpResult AnswerTooLarge(int status) => Problem(
        StatusCodes.Status409Conflict,
        "The call was made before.",
        $"It was answered with the status {status}; the body of the answer was too large to be kept. What it changed can be read; do not send it again under another key.");

    private static ProblemHttpResult Problem(int status, string title, string detail) => TypedResults.Problem(
        statusCode: status, title: title, detail: detail, extensions: new Dictionary<string, object?> { ["parameter"] = IdempotentCall.Header });
}
