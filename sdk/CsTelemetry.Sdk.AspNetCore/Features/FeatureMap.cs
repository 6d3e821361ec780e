using System.Runtime.CompilerServices;
using CsTelemetry.AspNetCore.Reporting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Controllers;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace CsTelemetry.AspNetCore.Features;

/// <summary>
/// Finds the feature of an endpoint: by configuration, else by the nearest attribute, else by convention. Worked out once
/// for each endpoint. Safe for any number of threads.
/// </summary>
internal sealed class FeatureMap
{
    // Endpoints come and go with dynamic data sources; the map holds none of them.
    private readonly ConditionalWeakTable<Endpoint, EndpointFeature> _known = [];
    private readonly ConditionalWeakTable<Endpoint, EndpointFeature>.CreateValueCallback _find;
    private readonly ConfiguredFeatures _configured;
    private readonly FeatureConvention _convention;
    private readonly CaptureFaults _faults;

    public FeatureMap(IOptions<CsTelemetryWebOptions> options, CaptureFaults faults)
    {
        _configured = ConfiguredFeatures.Read(options.Value.Features, []);
        _convention = options.Value.FeatureConvention;
        _faults = faults;
        _find = Find;
    }

    public TelemetryName? FeatureOf(Endpoint? endpoint, string method) => endpoint is null ? null : _known.GetValue(endpoint, _find).For(method);

    private EndpointFeature Find(Endpoint endpoint)
    {
        try
        {
            var configured = endpoint is RouteEndpoint route ? _configured.Of(RoutePath.Of(route.RoutePattern)) : null;
            var own = endpoint.Metadata.GetMetadata<FeatureAttribute>()?.Name ?? ByConvention(endpoint);
            return new(configured, own);
        }
        catch (Exception failure)
        {
            _faults.Note(CapturePlace.FeatureMapping, failure);
            return EndpointFeature.None;
        }
    }

    private TelemetryName? ByConvention(Endpoint endpoint)
    {
        var key = _convention switch
        {
            FeatureConvention.ControllerAction when endpoint.Metadata.GetMetadata<ControllerActionDescriptor>() is { } action =>
                $"{action.ControllerName}.{action.ActionName}".ToLowerInvariant(),
            FeatureConvention.Route when endpoint is RouteEndpoint route => RoutePath.FixedParts(route.RoutePattern),
            _ => null,
        };
        return key is null ? null : new TelemetryName(key);
    }
}
