using System.Reflection;
using Microsoft.AspNetCore.Mvc;

namespace CsTelemetry.Collector.Api.Measures;

/// <summary>Refuses query parameters that an endpoint does not know: a filter with a slip in its name would give numbers about everybody.</summary>
internal static class KnownQuery
{
    public static TBuilder RefuseUnknownParameters<TBuilder>(this TBuilder endpoints)
        where TBuilder : IEndpointConventionBuilder =>
        endpoints.AddEndpointFilterFactory((context, next) =>
        {
            var known = context.MethodInfo.GetParameters().SelectMany(Names).ToHashSet(StringComparer.Ordinal);
            return call => call.HttpContext.Request.Query.Keys.FirstOrDefault(name => !known.Contains(name)) is { } unknown
                ? throw new InvalidParameterException(MetricParameterReader.Shown(unknown), $"There is no such parameter here; there are: {string.Join(", ", known.Order(StringComparer.Ordinal))}.")
                : next(call);
        });

    private static IEnumerable<string> Names(ParameterInfo parameter) => parameter.GetCustomAttribute<AsParametersAttribute>() is not null
        ? parameter.ParameterType.GetProperties().Select(property => property.GetCustomAttribute<FromQueryAttribute>()?.Name).OfType<string>()
        : parameter.GetCustomAttribute<FromQueryAttribute>()?.Name is { } name ? [name] : [];
}
