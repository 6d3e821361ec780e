using System.Net.Http.Headers;

namespace CsTelemetry.Collector.Api;

/// <summary>Refuses a body that says it is text in anything but UTF-8.</summary>
internal static class RequestCharset
{
    public static void UseUtf8(this IApplicationBuilder app) => app.Use((http, next) => IsUtf8(http.Request.ContentType)
        ? next(http)
        : TypedResults.Problem(
            statusCode: StatusCodes.Status415UnsupportedMediaType,
            title: "The body is not in UTF-8.",
            detail: $"The content type is \"{http.Request.ContentType}\"; send the text in UTF-8.").ExecuteAsync(http));

    private static bool IsUtf8(string? contentType) =>
        !MediaTypeHeaderValue.TryParse(contentType, out var type)
        || type.CharSet is null
        || type.CharSet.Trim('"').ToUpperInvariant() is "UTF-8" or "UTF8" or "US-ASCII";
}
