namespace CsTelemetry.Collector.Api;

/// <summary>A call for which the key needs another scope; becomes a 403.</summary>
internal sealed class MissingScopeException(string scope, string what) : Exception($"{what} needs the scope `{scope}`. Make a key with `collector keys create --scopes read,{scope}`.");
