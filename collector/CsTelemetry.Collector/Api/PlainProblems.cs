namespace CsTelemetry.Collector.Api;

/// <summary>Gives an answer that is only a status a sentence that says what to do.</summary>
internal static class PlainProblems
{
    public static void Complete(ProblemDetailsContext context) => context.ProblemDetails.Detail ??= context.ProblemDetails.Status switch
    {
        StatusCodes.Status404NotFound => "There is no such path; /openapi/v1.json lists those that there are.",
        StatusCodes.Status405MethodNotAllowed => $"The path does not take {context.HttpContext.Request.Method}; the header `allow` tells what it takes.",
        StatusCodes.Status415UnsupportedMediaType => "The body's content type is not taken here; /openapi/v1.json tells which is. JSON is sent as `content-type: application/json`.",
        _ => null,
    };
}
