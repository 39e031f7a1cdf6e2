using Commerce.Application;
using Commerce.Infrastructure;
using Commerce.Web.Http;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddApplication().AddInfrastructure(builder.Configuration).AddWeb().AddObservability(builder.Configuration);

var app = builder.Build();
app.UseWeb();
await app.RunAsync();

/// <summary>Named so that tests can start the program.</summary>
public partial class Program;
